/* Stands in front of a checked AppImage where the AppImage project's runtime would: unpacks the image behind itself with unsquashfs,
   and runs its AppRun; with --appimage-extract it only unpacks it to ./squashfs-root. Never part of a package for use. */
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int unpack(const char *self, long offset, const char *folder) {
  char at[32];
  snprintf(at, sizeof at, "%ld", offset);
  pid_t child = fork();
  if (child == 0) {
    int quiet = open("/dev/null", O_WRONLY);
    dup2(quiet, 1);
    execlp("unsquashfs", "unsquashfs", "-no-progress", "-f", "-o", at, "-d", folder, self, (char *)NULL);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

int main(int argc, char **argv) {
  char self[PATH_MAX], folder[] = "/tmp/appimage-XXXXXX", run[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0) return 125;
  self[length] = 0;
  Elf64_Ehdr header;
  int file = open(self, O_RDONLY);
  if (read(file, &header, sizeof header) != sizeof header) return 125;
  close(file);
  long offset = header.e_shoff + (long)header.e_shentsize * header.e_shnum;
  if (argc > 1 && strcmp(argv[1], "--appimage-extract") == 0) return unpack(self, offset, "squashfs-root");
  if (mkdtemp(folder) == NULL || unpack(self, offset, folder) != 0) return 125;
  setenv("APPIMAGE", self, 1);
  setenv("APPDIR", folder, 1);
  snprintf(run, sizeof run, "%s/AppRun", folder);
  execv(run, argv);
  return 125;
}
