// Where a built file lies once it is packaged: the station and all it reads are plain files beside the archive.

/** In a package threads and binaries then need no help of Electron to be found; outside of one the path stays as it is. */
export function besideArchive(file: string): string {
  return file.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}
