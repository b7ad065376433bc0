import type { SkillFile } from '@/lib/contract/skill';

const bytesMax = 10_000_000;

/** Reads picked files as text. What is not text is refused by name. */
export async function readTextFiles(
  files: readonly File[],
): Promise<{ files: SkillFile[]; refused: string[] }> {
  const read: SkillFile[] = [];
  const refused: string[] = [];
  for (const file of files) {
    if (file.size > bytesMax) {
      refused.push(`${file.name} is larger than 10 MB.`);
      continue;
    }
    const content = decode(await file.arrayBuffer());
    if (content === null) refused.push(`${file.name} is not a text file.`);
    else read.push({ path: file.name, content });
  }
  return { files: read, refused };
}

function decode(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
