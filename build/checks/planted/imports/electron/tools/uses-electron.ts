// planted: tools-packages
export async function later(): Promise<unknown> {
  return await import('electron');
}
