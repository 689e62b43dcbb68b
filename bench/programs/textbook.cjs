// The same program as somebody writes it from Pulumi's guide to dynamic providers: a class whose methods do the HTTP and
// read the key from the environment, a new one for each resource, and outputs that are the inputs and what the service
// answered. Pulumi keeps the methods as text.
const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const undici = require("undici");
const declared = require("./declared.json");

class EnvelopeProvider {
  async create(inputs) {
    const form = new undici.FormData();
    for (const file of inputs.documents) {
      const content = await fs.promises.readFile(file);
      form.append("file", new Blob([content], { type: "application/pdf" }), path.basename(file));
    }
    form.append("options", JSON.stringify(this.options(inputs)));
    const { envelope_id } = await this.call("POST", "/v2/envelopes", form);
    let envelope = await this.call("GET", `/v2/envelopes/${envelope_id}`);
    while (envelope.status === "QUEUED") {
      await new Promise((resolve) => setTimeout(resolve, 200));
      envelope = await this.call("GET", `/v2/envelopes/${envelope_id}`);
    }
    if (envelope.status === "ERRORED") throw new Error(`Envelope ${envelope_id} failed`);
    return { id: envelope_id, outs: { ...inputs, ...envelope } };
  }

  async read(id, props) {
    const envelope = await this.call("GET", `/v2/envelopes/${id}`);
    return { id, props: { ...props, ...envelope } };
  }

  async delete(id) {
    await this.call("PATCH", `/v2/envelopes/${id}`);
  }

  options(inputs) {
    return {
      name: inputs.name,
      emails: inputs.emails,
      recipients: inputs.recipients.map((recipient) => ({
        type: "SIGNER",
        name: recipient.name,
        email: recipient.email,
        tags: recipient.tags.map((tag) => ({
          type: tag.type,
          file_name: path.basename(inputs.documents[0]),
          page_number: tag.pageNumber,
          x: tag.x,
          y: tag.y,
        })),
      })),
    };
  }

  async call(method, endpoint, body) {
    const response = await undici.request(process.env.YOTI_SIGN_BASE_URL + endpoint, {
      method,
      headers: { authorization: `Bearer ${process.env.YOTI_SIGN_API_KEY}` },
      body,
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${method} ${endpoint}: ${response.statusCode} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

class Envelope extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(new EnvelopeProvider(), name, { status: undefined, details: undefined, ...args }, opts);
  }
}

for (const [name, args] of Object.entries(declared)) new Envelope(name, args);
