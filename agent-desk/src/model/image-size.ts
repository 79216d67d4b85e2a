/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture that has to fit into a frame, with its shape kept. None is made larger. */
export function fitted({ width, height }: Size, frame: Size): Size {
  const scale = Math.min(1, frame.width / width, frame.height / height);
  return { width: atLeastOne(width * scale), height: atLeastOne(height * scale) };
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.round(length));
}
