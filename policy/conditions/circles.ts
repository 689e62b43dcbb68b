/** An edge of a graph. */
export interface Edge<Node> {
  from: Node;
  to: Node;
}

/**
 * The circles of a graph: for each set of nodes that can all be reached from one another, its edges, in their order.
 */
export function circlesOf<Node, E extends Edge<Node>>(edges: readonly E[]): E[][] {
  const forward = Map.groupBy(edges, ({ from }) => from);
  const backward = Map.groupBy(edges, ({ to }) => to);
  const circles: E[][] = [];
  const done = new Set<Node>();
  for (const { from: start } of edges) {
    if (done.has(start)) continue;
    const after = reached(start, (node) => (forward.get(node) ?? []).map(({ to }) => to));
    const before = reached(start, (node) => (backward.get(node) ?? []).map(({ from }) => from));
    const circle = after.intersection(before);
    for (const node of circle) done.add(node);
    done.add(start);
    if (circle.size > 0) circles.push(edges.filter(({ from, to }) => circle.has(from) && circle.has(to)));
  }
  return circles;
}

/** What is reached from a node in one step or more; itself only if it is on a circle. */
function reached<Node>(start: Node, next: (node: Node) => Node[]): Set<Node> {
  const found = new Set<Node>();
  const open = next(start);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    open.push(...next(node));
  }
  return found;
}
