import assert from "node:assert/strict";
import { html } from "../../../../emulator/pages/look/html.ts";

describe("the html template", () => {
  it("escapes what is put into text and attributes, and not what it made itself", () => {
    const name = `<b title="x">Ada & 'Co'</b>`;
    const escaped = "&lt;b title=&quot;x&quot;&gt;Ada &amp; &#39;Co&#39;&lt;/b&gt;";
    assert.equal(
      html`<p title="${name}">${name}${html`<i>${name}</i>`}</p>`.markup,
      `<p title="${escaped}">${escaped}<i>${escaped}</i></p>`,
    );
  });

  it("joins lists, writes numbers, and shows nothing for null, undefined and false", () => {
    const list = [html`<li>`, "<", [1, null]];
    assert.equal(html`${list}|${0}|${null}|${undefined}|${false}|`.markup, "<li>&lt;1|0||||");
  });
});
