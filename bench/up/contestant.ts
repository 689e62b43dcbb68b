/** What is timed. Every one declares or sends the same envelopes. */
export interface Contestant {
  name: "ours" | "textbook" | "floor" | "bare";
  /** What it is, for the table. */
  title: string;
  /** Its program in bench/programs. */
  program: string;
  /** Other files of bench/programs that it loads. */
  modules: string[];
  runsOn: "pulumi" | "node";
  /** Whether it calls the service. */
  sends: boolean;
}

/** Those whose ratio is wanted stand side by side, so that a machine that slows down bears on both. */
export const contestants: Contestant[] = [
  {
    name: "floor",
    title: "Pulumi alone: no-op resources of the same size",
    program: "floor.cjs",
    modules: ["no-effect-provider.cjs"],
    runsOn: "pulumi",
    sends: false,
  },
  {
    name: "ours",
    title: "pulumi-yotisign",
    program: "envelopes.cjs",
    modules: [],
    runsOn: "pulumi",
    sends: true,
  },
  {
    name: "bare",
    title: "no Pulumi: the same requests in a loop",
    program: "bare.cjs",
    modules: [],
    runsOn: "node",
    sends: true,
  },
  {
    name: "textbook",
    title: "textbook dynamic provider",
    program: "textbook.cjs",
    modules: [],
    runsOn: "pulumi",
    sends: true,
  },
];

/** The contestant of a name. */
export const contestantNamed = (name: Contestant["name"]): Contestant =>
  contestants.find((one) => one.name === name) as Contestant;
