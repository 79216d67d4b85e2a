declare module "natural/lib/natural/distance/levenshtein_distance.js" {
  const distances: {
    readonly LevenshteinDistance: (source: string, target: string) => number;
  };
  export default distances;
}
