/* Replaces, in packages that are only checked, the installer plugins that no registry carries: StdUtils, WinShell, SpiderBanner and UAC.
   One library under four names: each exports what electron-builder's templates call, with just the meaning that a silent installation needs. */
#include <windows.h>
#include <shellapi.h>

typedef struct entry {
  struct entry *next;
  WCHAR text[1];
} entry;

#define PLUGIN(name) __declspec(dllexport) void __cdecl name(HWND window, int size, WCHAR *variables, entry **stack, void *extra)

static void pop(entry **stack, WCHAR *text, int size) {
  entry *top = *stack;
  text[0] = 0;
  if (top == NULL) return;
  lstrcpynW(text, top->text, size);
  *stack = top->next;
  GlobalFree(top);
}

static void push(entry **stack, const WCHAR *text, int size) {
  entry *top = GlobalAlloc(GPTR, sizeof(entry) + size * sizeof(WCHAR));
  lstrcpynW(top->text, text, size);
  top->next = *stack;
  *stack = top;
}

/* The command line behind the program's own name. */
static const WCHAR *parameters(void) {
  const WCHAR *line = GetCommandLineW();
  WCHAR end = L' ';
  if (*line == L'"') {
    end = L'"';
    line++;
  }
  while (*line && *line != end) line++;
  if (*line) line++;
  while (*line == L' ') line++;
  return line;
}

static int has(const WCHAR *name) {
  int length = lstrlenW(name), at;
  const WCHAR *line = parameters();
  for (at = 0; line[at]; at++) {
    int starts = (line[at] == L'/') ? 1 : (line[at] == L'-' && line[at + 1] == L'-') ? 2 : 0;
    if (starts == 0 || CompareStringW(LOCALE_INVARIANT, NORM_IGNORECASE, line + at + starts, length, name, length) != CSTR_EQUAL) continue;
    if (line[at + starts + length] == 0 || line[at + starts + length] == L' ') return 1;
  }
  return 0;
}

PLUGIN(TestParameter) {
  WCHAR name[256];
  pop(stack, name, 256);
  push(stack, has(name) ? L"true" : L"false", size);
}

PLUGIN(GetAllParameters) {
  WCHAR truncate[16];
  pop(stack, truncate, 16);
  push(stack, parameters(), size);
}

PLUGIN(GetParameter) {
  WCHAR fallback[1024], name[256];
  pop(stack, fallback, 1024);
  pop(stack, name, 256);
  push(stack, fallback, size);
}

PLUGIN(GetParentPath) {
  WCHAR path[1024];
  int at;
  pop(stack, path, 1024);
  for (at = lstrlenW(path); at > 0 && path[at] != L'\\'; at--) {}
  path[at] = 0;
  push(stack, path, size);
}

PLUGIN(ExecShellAsUser) {
  WCHAR file[1024], verb[64], args[1024];
  pop(stack, args, 1024);
  pop(stack, verb, 64);
  pop(stack, file, 1024);
  push(stack, (INT_PTR)ShellExecuteW(NULL, verb, file, args, NULL, SW_SHOWNORMAL) > 32 ? L"ok" : L"error", size);
}

/* 2: is this an administrator? 3: is this the raised inner process? 0: raise it; nothing is ever raised here. */
PLUGIN(_) {
  WCHAR what[32];
  pop(stack, what, 32);
  if (what[0] == L'2') push(stack, L"1", size);
  else if (what[0] == L'3') push(stack, L"0", size);
  else if (what[0] == L'0') {
    lstrcpynW(variables, L"0", size);
    lstrcpynW(variables + size, L"2", size);
  }
}

PLUGIN(Show) {}

PLUGIN(SetLnkAUMI) {
  WCHAR unused[1024];
  pop(stack, unused, 1024);
  pop(stack, unused, 1024);
}

PLUGIN(UninstAppUserModelId) {
  WCHAR unused[1024];
  pop(stack, unused, 1024);
}

PLUGIN(UninstShortcut) {
  WCHAR unused[1024];
  pop(stack, unused, 1024);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) { return TRUE; }
