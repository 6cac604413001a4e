/** As a `data:` address: Vite puts it into the program. */
declare module '*.png?inline' {
  const address: string;
  export { address as default };
}
