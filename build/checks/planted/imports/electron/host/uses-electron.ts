// planted: host-packages
export async function later(): Promise<unknown> {
  await using electron = await import('electron');
  return electron;
}
