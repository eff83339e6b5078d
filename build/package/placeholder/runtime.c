/* Stands where Electron's executable would: says what it is and exits 97, so that nobody can take it for the program.
   Carries a fuse wire as Electron's executable does, with the values Electron is delivered with; it is made for checking packages only. */
#include <stdio.h>

/* The sentinel by which @electron/fuses finds the wire, wire version 1, nine fuses, then one character a fuse: '0' off, '1' on. */
volatile const char fuse_wire[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09" "101100011";

int main(void) {
  puts("PLACEHOLDER: this package was made to check packaging. It holds no Electron and cannot run.");
  return fuse_wire[0] == 0 ? 1 : 97;
}
