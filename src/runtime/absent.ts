/**
 * Stands in a Worker for what Bolt brings for its own receivers (Express, the body parser, the socket mode): ours is
 * another one, over `Request`, so none of it is ever called. wrangler.toml puts this file in their place.
 */
export default function absent(): never {
  throw new Error('this part of Bolt is not in the Worker: requests come in through our own receiver')
}

export const Router = absent
export const SocketModeClient = absent
