// The same requests without Pulumi, as many at a time as Pulumi makes by default.
const { readFileSync } = require("node:fs");
const { availableParallelism } = require("node:os");
const { FormData, request } = require("undici");
const declared = require("./declared.json");

const { YOTI_SIGN_BASE_URL: url, YOTI_SIGN_API_KEY: key } = process.env;
const headers = { authorization: `Bearer ${key}` };
const file = new Blob([readFileSync("nda.pdf")], { type: "application/pdf" });

async function send({ name, emails, recipients }) {
  const body = new FormData();
  body.append("file", file, "nda.pdf");
  body.append("options", JSON.stringify({ name, emails, recipients: recipients.map(wireRecipient) }));
  const { envelope_id } = await answer(
    await request(`${url}/v2/envelopes`, { method: "POST", headers, body }),
  );
  while ((await answer(await request(`${url}/v2/envelopes/${envelope_id}`, { headers }))).status === "QUEUED")
    await new Promise((resolve) => setTimeout(resolve, 200));
}

const wireRecipient = ({ name, email, tags }) => ({
  type: "SIGNER",
  name,
  email,
  tags: tags.map(({ pageNumber, ...tag }) => ({ ...tag, page_number: pageNumber, file_name: "nda.pdf" })),
});

async function answer({ statusCode, body }) {
  if (statusCode < 300) return body.json();
  throw new Error(`${statusCode} ${await body.text()}`);
}

const waiting = Object.values(declared).values();
const worker = async () => {
  for (const envelope of waiting) await send(envelope);
};
const workers = Array.from({ length: 4 * availableParallelism() }, worker);
Promise.all(workers).catch((error) => {
  console.error(error);
  process.exit(1);
});
