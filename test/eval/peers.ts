export async function comparePeers(..._: unknown[]): Promise<string> { return '' }
