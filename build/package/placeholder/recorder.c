/* Takes the place of netsh.exe, icacls.exe and schtasks.exe in the Windows folder of a check, which has only stubs of them:
   writes its command line to C:\calls.txt in UTF-8 and exits as C:\calls-exit-NAME.txt says, 0 without it. */
#include <windows.h>

int main(void) {
  WCHAR *line = GetCommandLineW(), self[MAX_PATH], rule[MAX_PATH];
  char bytes[8192], digits[8] = "0";
  DWORD count = 0;
  int length = WideCharToMultiByte(CP_UTF8, 0, line, -1, bytes, sizeof bytes - 2, NULL, NULL), at, code = 0;
  HANDLE file = CreateFileW(L"C:\\calls.txt", FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL);
  bytes[length - 1] = '\r';
  bytes[length] = '\n';
  WriteFile(file, bytes, length + 1, &count, NULL);
  CloseHandle(file);
  GetModuleFileNameW(NULL, self, MAX_PATH);
  for (at = lstrlenW(self); at > 0 && self[at - 1] != L'\\'; at--) {}
  wsprintfW(rule, L"C:\\calls-exit-%s.txt", self + at);
  file = CreateFileW(rule, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (file != INVALID_HANDLE_VALUE && ReadFile(file, digits, 4, &count, NULL))
    for (at = 0; at < (int)count && digits[at] >= '0' && digits[at] <= '9'; at++) code = code * 10 + digits[at] - '0';
  return code;
}
