/** The shape of every renderer: one function per node type, so that a new node does not compile until every platform can show it. */
export type Renderers<Node extends { readonly type: string }, Out> = {
  readonly [Type in Node['type']]: (node: Extract<Node, { readonly type: Type }>) => Out;
};

/** Looks the node's own function up. The one cast in the renderers: TypeScript cannot follow the table from key to value. */
export function renderWith<Node extends { readonly type: string }, Out>(
  table: Renderers<Node, Out>,
  node: Node,
): Out {
  const render = table[node.type as Node['type']] as (node: Node) => Out;
  return render(node);
}
