import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CodeHostError } from "../../../cli/code-host/code-host-error.ts";
import { commentCommand } from "../../../cli/comment.ts";
import { ConfigError } from "../../../sdk/client/index.ts";
import { CodeHostService, type Fault } from "./code-host/code-host-service.ts";
import { CollectedOutput } from "./stand-in.ts";

const first = '<!-- yotisign project="signing" stack="production" run="50" -->';
const marker = '<!-- yotisign project="signing" stack="production" run="60" -->';
const list = "/repos/example/contracts/issues/7/comments";
const page = "https://github.example.com/example/contracts/pull/7#issuecomment-";

describe("yotisign comment", () => {
  let service: CodeHostService;
  let folder: string;
  let waits: number[];

  before(async () => {
    service = await CodeHostService.start();
    folder = mkdtempSync(join(tmpdir(), "yotisign-comment-"));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await service.close();
  });
  beforeEach(() => {
    service.reset();
    waits = [];
  });

  const file = (name: string, text: string | object): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof text === "string" ? text : JSON.stringify(text));
    return path;
  };
  const event = (headRepository = "example/contracts"): string =>
    file("event.json", {
      pull_request: { number: 7, head: { repo: { full_name: headRepository } } },
      repository: { full_name: "example/contracts" },
    });
  const github = (): NodeJS.ProcessEnv => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: service.url,
    GITHUB_TOKEN: service.token,
    GITHUB_REPOSITORY: "example/contracts",
    GITHUB_RUN_ID: "60",
    GITHUB_EVENT_PATH: event(),
  });
  const gitlab = (): NodeJS.ProcessEnv => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: `${service.url}/api/v4`,
    CI_MERGE_REQUEST_PROJECT_ID: "group/contracts",
    CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example.com/group/contracts",
    CI_MERGE_REQUEST_IID: "7",
    CI_PIPELINE_ID: "60",
    GITLAB_TOKEN: service.token,
  });

  async function run(args: string[] = [], env = github(), report = "### Two envelopes\n"): Promise<string> {
    const output = new CollectedOutput();
    let seconds = 0;
    const command = commentCommand({
      env,
      output,
      wait: async (waited) => {
        waits.push(Math.floor(waited));
        seconds += waited;
      },
      elapsed: () => seconds * 1000,
    });
    const about = args.includes("--review") ? [] : ["--project", "signing", "--stack", "production"];
    try {
      await command.parseAsync([file("report.md", report), ...about, ...args], { from: "user" });
    } catch (error) {
      (error as { printed?: string }).printed = output.text;
      throw error;
    }
    return output.text;
  }

  const bodies = (): string[] => service.comments.map(({ body }) => body);

  describe("on GitHub", () => {
    it("posts a comment that its next run will know again", async () => {
      const printed = await run();
      assert.deepEqual([printed, bodies()], [`Posted: ${page}101\n`, [`${marker}\n### Two envelopes\n`]]);
    });

    it("updates it in place, and touches no other", async () => {
      const other = first.replace("production", "staging");
      for (const body of ["Looks good.", `${first}\nold`, `${other}\nstaging's`, `Quoted:\n${first}`])
        service.add(body);
      const printed = await run();
      assert.deepEqual(
        [printed, bodies(), service.writes()],
        [
          `Updated: ${page}102\n`,
          ["Looks good.", `${marker}\n### Two envelopes\n`, `${other}\nstaging's`, `Quoted:\n${first}`],
          ["PATCH /repos/example/contracts/issues/comments/102"],
        ],
      );
    });

    it("finds it on the last of several pages", async () => {
      for (let count = 0; count < 230; count += 1) service.add(`Remark ${count}`, "pat-example");
      service.add(`${first}\nold`);
      await run();
      assert.deepEqual(
        service.requests.filter((line) => line.startsWith("GET")),
        ["", "&page=2", "&page=3"].map((more) => `GET ${list}?per_page=100${more}`),
      );
      assert.equal(service.comments.at(-1)?.body, `${marker}\n### Two envelopes\n`);
    });

    it("leaves a comment that somebody else marked as ours", async () => {
      service.add(`${first}\nforged`, "pat-example");
      await run();
      assert.deepEqual(bodies(), [`${first}\nforged`, `${marker}\n### Two envelopes\n`]);
    });

    it("goes by the marker alone where it cannot be told whose the token is", async () => {
      service.add(`${first}\nold`, "report-bot");
      service.faults.push({ on: "POST /graphql", status: 403 });
      await run();
      assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
    });

    it("asks GraphQL beside the API of GitHub Enterprise", async () => {
      await run([], { ...github(), GITHUB_API_URL: `${service.url}/api/v3` });
      assert.deepEqual(service.requests.slice(0, 2), [
        "POST /api/graphql",
        `GET /api/v3${list}?per_page=100`,
      ]);
    });

    it("leaves one of several that runs at the same time had posted", async () => {
      for (const text of ["one", "two", "three"]) service.add(`${first}\n${text}`);
      await run();
      assert.deepEqual(service.comments, [
        { id: 101, body: `${marker}\n### Two envelopes\n`, author: "github-actions[bot]" },
      ]);
    });

    it("takes its own back where another run posted in between", async () => {
      service.faults.push({ on: `POST ${list}`, meanwhile: () => void service.add(`${first}\nthe other`) });
      const printed = await run();
      assert.deepEqual(
        [printed, service.comments],
        [
          `Updated: ${page}101\n`,
          [{ id: 101, body: `${marker}\n### Two envelopes\n`, author: "github-actions[bot]" }],
        ],
      );
    });

    it("leaves one when many run at the same time", async () => {
      await Promise.all(Array.from({ length: 8 }, () => run()));
      assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
    });

    it("begins anew where the comment is removed in between", async () => {
      service.add(`${first}\nold`);
      service.faults.push({ on: "PATCH ", meanwhile: () => void service.comments.pop() });
      const printed = await run();
      assert.deepEqual([printed, bodies()], [`Posted: ${page}102\n`, [`${marker}\n### Two envelopes\n`]]);
    });

    it("does not replace the report of a later run", async () => {
      const later = `${first.replace("50", "61")}\nlater`;
      service.add(later);
      const printed = await run();
      assert.deepEqual(
        [printed, bodies()],
        [`Left as it is: a later run has reported already, ${page}101\n`, [later]],
      );
    });

    it("takes the number of --pull-request, else that of the ref", async () => {
      const { GITHUB_EVENT_PATH: _, ...env } = github();
      await run(["--pull-request", "7"], env);
      await run([], { ...env, GITHUB_REF: "refs/pull/7/merge" });
      assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
    });

    describe("when there is nothing to do", () => {
      const args = (...more: string[]): string[] => [
        "--review",
        file("review.json", { project: "signing", stack: "production", verdict: "nothing-to-do" }),
        ...more,
      ];

      it("posts nothing", async () => {
        assert.equal(
          await run(args()),
          "Nothing to do, and no comment of an earlier run; none was posted.\n",
        );
        assert.deepEqual(service.writes(), []);
      });

      it("posts on request", async () => {
        await run(args("--always"));
        assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
      });

      it("updates the comment of an earlier run", async () => {
        service.add(`${first}\nold`);
        await run(args());
        assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
      });
    });

    describe("when GitHub fails in passing", () => {
      it("tries again after an overload", async () => {
        service.faults.push({ on: "GET ", status: 502 }, { on: "POST /repos", status: 503 });
        await run();
        assert.deepEqual([bodies(), waits.length], [[`${marker}\n### Two envelopes\n`], 2]);
      });

      it("makes no second comment where only the answer was lost", async () => {
        service.faults.push({ on: "POST /repos", after: true });
        const printed = await run();
        assert.match(printed, /failed \(\w+\).*\nUnchanged: /);
        assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
      });

      it("makes no second comment where a gateway answered after GitHub had done it", async () => {
        service.faults.push({ on: "POST /repos", after: true, status: 504 });
        await run();
        assert.deepEqual(bodies(), [`${marker}\n### Two envelopes\n`]);
      });

      const limits: [string, Omit<Fault, "on">, number][] = [
        ["429 with Retry-After", { status: 429, headers: { "retry-after": "17" } }, 17],
        ["a secondary limit with Retry-After", { status: 403, headers: { "retry-after": "23" } }, 23],
        [
          "a primary limit with the moment it ends",
          {
            status: 403,
            headers: {
              "x-ratelimit-remaining": "0",
              "x-ratelimit-reset": "1893456040",
              date: "Tue, 01 Jan 2030 00:00:00 GMT",
            },
          },
          40,
        ],
        [
          "a secondary limit that says no more",
          {
            status: 403,
            body: { documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api" },
          },
          60,
        ],
      ];
      for (const [what, fault, seconds] of limits)
        it(`waits as long as it is asked to: ${what}`, async () => {
          service.faults.push({ on: "POST /repos", ...fault });
          await run();
          assert.deepEqual([waits, bodies().length], [[seconds], 1]);
        });

      it("does not begin a wait that would not end in time", async () => {
        service.faults.push({ on: "GET ", status: 429, headers: { "retry-after": "3600" } });
        await assert.rejects(run(), (error) => {
          assert(error instanceof CodeHostError);
          assert.deepEqual([error.status, error.retryAfterSeconds, waits], [429, 3600, []]);
          return true;
        });
      });

      it("gives up after six tries", async () => {
        for (let count = 0; count < 10; count += 1) service.faults.push({ on: "GET ", status: 500 });
        await assert.rejects(run(), { name: "CodeHostError", status: 500 });
        assert.equal(service.requests.filter((line) => line.startsWith("GET")).length, 6);
      });
    });

    describe("when it may not", () => {
      for (const status of [403, 404])
        it(`names the right that is missing (${status})`, async () => {
          service.faults.push({
            on: "POST /repos",
            status,
            body: { message: "Resource not accessible by integration" },
          });
          await assert.rejects(run(), {
            name: "CodeHostError",
            status,
            message:
              /Could not comment on pull request 7 of example\/contracts: POST .* pull-requests: write/,
          });
          assert.deepEqual(waits, []);
        });

      it("does not repeat a text that GitHub does not take", async () => {
        service.faults.push({ on: "POST /repos", status: 422 });
        await assert.rejects(run(), { name: "CodeHostError", status: 422 });
        assert.deepEqual([service.writes().length, waits], [1, []]);
      });

      it("puts the report of a fork into the summary of the step, and says so", async () => {
        const summary = file("summary.md", "Before.\n");
        const env = {
          ...github(),
          GITHUB_EVENT_PATH: event("stranger/contracts"),
          GITHUB_STEP_SUMMARY: summary,
        };
        service.faults.push({ on: "POST /repos", status: 403 });
        const printed = await run([], env);
        assert.match(printed, /^Nothing was posted: the pull request comes from a fork, .* in the summary/);
        assert.equal(readFileSync(summary, "utf8"), "Before.\n### Two envelopes\n\n");
      });

      it("comments on a fork's pull request all the same where it may", async () => {
        await run([], { ...github(), GITHUB_EVENT_PATH: event("stranger/contracts") });
        assert.equal(bodies().length, 1);
      });

      it("fails for a fork, too, when GitHub is down", async () => {
        for (let count = 0; count < 6; count += 1) service.faults.push({ on: "POST /repos", status: 500 });
        const env = { ...github(), GITHUB_EVENT_PATH: event("stranger/contracts") };
        await assert.rejects(run([], env), { name: "CodeHostError", status: 500 });
      });
    });

    it("never shows the token, whatever GitHub answers", async () => {
      const message = `Bad token ${service.token}`;
      service.faults.push(
        { on: "GET ", status: 502, body: { message } },
        { on: "GET ", status: 403, body: { message } },
      );
      await assert.rejects(run(), (error: Error & { printed?: string }) => {
        assert.doesNotMatch(
          `${error.message} ${error.stack} ${JSON.stringify(error)} ${error.printed}`,
          /ghs_/,
        );
        assert.match(error.printed ?? "", /Bad token …/);
        return true;
      });
    });

    it("does not take the token to another host that a page links to", async () => {
      const link =
        '<https://elsewhere.example.com/repos/example/contracts/issues/7/comments?page=2>; rel="next"';
      service.faults.push({ on: "GET ", status: 200, headers: { link }, body: [] });
      await assert.rejects(run(), {
        name: "ConfigError",
        message: /elsewhere\.example\.com; the token is not sent/,
      });
    });

    it("refuses a report that GitHub would not take, before it asks anything", async () => {
      const longest = 65_536 - marker.length - 1;
      await run([], github(), "x".repeat(longest));
      service.requests.length = 0;
      await assert.rejects(run([], github(), "x".repeat(longest + 1)), {
        name: "ConfigError",
        message: /has 65537 characters with what the comment adds, and pull request 7 .* takes 65536/,
      });
      assert.deepEqual(service.requests, []);
    });
  });

  describe("on GitLab", () => {
    const notes = "/api/v4/projects/group%2Fcontracts/merge_requests/7/notes";
    beforeEach(() => {
      service.login = "report-bot";
    });

    it("posts a note, then updates it in place", async () => {
      service.add("added 1 commit", "report-bot", { system: true });
      const printed = [await run([], gitlab()), await run([], gitlab(), "### One envelope\n")];
      const at = "https://gitlab.example.com/group/contracts/-/merge_requests/7#note_102";
      assert.deepEqual(
        [printed, bodies(), service.writes()],
        [
          [`Posted: ${at}\n`, `Updated: ${at}\n`],
          ["added 1 commit", `${marker}\n### One envelope\n`],
          [`POST ${notes}`, `PUT ${notes}/102`],
        ],
      );
    });

    it("finds it over all pages, and removes a second one", async () => {
      for (let count = 0; count < 150; count += 1) service.add(`Remark ${count}`, "pat-example");
      service.add(`${first}\nold`);
      service.add(`${first}\nforged`, "pat-example");
      service.add(`${first}\nolder`);
      await run([], gitlab());
      assert.deepEqual(bodies().slice(150), [`${marker}\n### Two envelopes\n`, `${first}\nforged`]);
    });

    it("names the right that is missing", async () => {
      service.faults.push({ on: "POST ", status: 403, body: { message: "403 Forbidden" } });
      await assert.rejects(run([], gitlab()), {
        name: "CodeHostError",
        message: /answered 403 \(403 Forbidden\)\. GITLAB_TOKEN must be a project access token/,
      });
    });

    it("waits for its rate limit", async () => {
      service.faults.push({ on: "POST ", status: 429, headers: { "retry-after": "9" } });
      await run([], gitlab());
      assert.deepEqual([waits, bodies().length], [[9], 1]);
    });

    it("says that a fork's pipeline has no token", async () => {
      const env = { ...gitlab(), GITLAB_TOKEN: "", CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "stranger/contracts" };
      assert.match(await run([], env), /^Nothing was posted: the merge request comes from a fork, /);
    });
  });

  it("writes it into a file", async () => {
    const path = join(folder, "deep", "comment.md");
    await run(["--to", `file=${path}`], {});
    const expected = '<!-- yotisign project="signing" stack="production" -->\n### Two envelopes\n';
    assert.deepEqual([readFileSync(path, "utf8"), service.requests], [expected, []]);
  });

  const unusable: [string, string[], () => NodeJS.ProcessEnv, RegExp][] = [
    ["nobody says where to", [], () => ({}), /neither GitHub Actions nor GitLab CI/],
    [
      "there is no token",
      [],
      () => ({ ...github(), GITHUB_TOKEN: " " }),
      /GITHUB_TOKEN.*pull-requests: write/,
    ],
    [
      "the run is not about a pull request",
      [],
      () => ({ ...github(), GITHUB_EVENT_PATH: "" }),
      /--pull-request/,
    ],
    ["the repository is not named", [], () => ({ ...github(), GITHUB_REPOSITORY: "../.." }), /owner\/name/],
    [
      "the token would go in the clear",
      [],
      () => ({ ...github(), GITHUB_API_URL: "http://github.example.com/api/v3" }),
      /would show what is sent/,
    ],
    [
      "the pipeline is not about a merge request",
      [],
      () => ({ ...gitlab(), CI_MERGE_REQUEST_IID: "" }),
      /--pull-request/,
    ],
    ["GitLab's token is missing", [], () => ({ ...gitlab(), GITLAB_TOKEN: "" }), /scope `api`/],
    ["the pictures are not on the web", ["--pictures-url", "javascript:alert(1)"], github, /--pictures-url/],
    ["the review is none", ["--review", "package.json"], github, /package\.json is not what/],
  ];
  for (const [what, args, env, message] of unusable)
    it(`is refused where ${what}`, async () => {
      await assert.rejects(run(args, env()), (error) => {
        assert(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
      assert.deepEqual(service.requests, []);
    });
});
