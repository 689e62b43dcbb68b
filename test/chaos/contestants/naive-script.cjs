// As somebody writes it in an afternoon: sends what declared.json has and sent.json has not, archives the reverse, and
// tries each call up to three times more, whatever went wrong.
const fs = require("node:fs");
const { FormData, request } = require("undici");
const declared = require("./declared.json");

const { YOTI_SIGN_BASE_URL: url, YOTI_SIGN_API_KEY: key } = process.env;
const headers = { authorization: `Bearer ${key}` };
const file = new Blob([fs.readFileSync("nda.pdf")], { type: "application/pdf" });
const sent = fs.existsSync("sent.json") ? JSON.parse(fs.readFileSync("sent.json", "utf8")) : {};

async function call(method, path, body) {
  for (let left = 3; ; left -= 1) {
    try {
      const answer = await request(url + path, { method, headers, body: body?.() });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

function form({ name, emails, recipients }) {
  const body = new FormData();
  body.append("file", file, "nda.pdf");
  body.append("options", JSON.stringify({ name, emails, recipients: recipients.map(wireRecipient) }));
  return body;
}

const wireRecipient = ({ name, email, tags }) => ({
  type: "SIGNER",
  name,
  email,
  tags: tags.map(({ pageNumber, ...tag }) => ({ ...tag, page_number: pageNumber, file_name: "nda.pdf" })),
});

async function send(name) {
  const { envelope_id } = await call("POST", "/v2/envelopes", () => form(declared[name]));
  while ((await call("GET", `/v2/envelopes/${envelope_id}`)).status === "QUEUED")
    await new Promise((resolve) => setTimeout(resolve, 200));
  sent[name] = envelope_id;
  fs.writeFileSync("sent.json", JSON.stringify(sent));
}

async function archive(name) {
  await call("PATCH", `/v2/envelopes/${sent[name]}`);
  delete sent[name];
  fs.writeFileSync("sent.json", JSON.stringify(sent));
}

const works = [
  ...Object.keys(declared)
    .filter((name) => !sent[name])
    .map(send),
  ...Object.keys(sent)
    .filter((name) => !declared[name])
    .map(archive),
];
Promise.allSettled(works).then((results) => {
  if (results.some(({ status }) => status === "rejected")) process.exitCode = 1;
});
