/** Files that a Worker carries as text. */
declare module '*.txt' {
  const text: string
  export default text
}
