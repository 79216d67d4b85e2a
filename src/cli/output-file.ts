import { stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../kernel/errors.ts";

/**
 * Refuses a place where no file can be written, before minutes of work are wasted on it.
 *
 * @param option  the option that names the file, such as `--html`
 * @param example how the file may be called
 * @throws USAGE when the folder is missing, or the file is a folder
 */
export async function checkOutputFile(option: string, file: string, example: string): Promise<void> {
  const folder = path.dirname(file);
  if (!(await isFolder(folder)))
    throw new AppError(
      "USAGE",
      `${option} ${file}: there is no folder ${folder}. Make it first: mkdir -p ${folder}`,
      { file },
    );
  if (await isFolder(file))
    throw new AppError(
      "USAGE",
      `${option} ${file}: this is a folder. Name the file in it: ${path.join(file, example)}`,
      { file },
    );
}

async function isFolder(place: string): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
