; What the installer of Windows does beside copying files: rights of folders, start at log-in, the firewall, the question at removal.
; Included by electron-builder into its own script. All messages stand here in Vietnamese and English.

!define DATA_FOLDER "$APPDATA\Mot Cua"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define RUN_NAME "Mot Cua"
; Only administrators write here: what says that the data folder is ours must not lie in a place where anybody can put it.
!define OWN_KEY "Software\Mot Cua"
!define KEEPER_FOLDER "$PROGRAMFILES64\Mot Cua Keeper"
!define KEEPER_TASK "Mot Cua Keeper"
!define START_TASK "Mot Cua Start"
!define FIREWALL_RULE "Mot Cua"
; Names of groups differ from language to language; these numbers do not: administrators, the system, users.
!define ADMINISTRATORS "*S-1-5-32-544"
!define SYSTEM "*S-1-5-18"
!define USERS "*S-1-5-32-545"

; Only `npm run dist:check` defines OFFLINE_APP_DIR: the files then lie in the installer as they are, since the plugin that unpacks 7z is in no registry,
; and the search for a running program is left out, since Wine's findstr finds everything.
!if "${OFFLINE_APP_DIR}" != ""
  !define APP_BUILD_DIR "${OFFLINE_APP_DIR}"
  !macro customCheckAppRunning
  !macroend
!endif

!macro customHeader
  Name "Một Cửa"
  LangString accessFailed ${LANG_VIETNAMESE} "Không đặt được quyền cho thư mục dữ liệu. Việc cài đặt dừng lại; xem install.log trong thư mục Mot Cua."
  LangString accessFailed ${LANG_ENGLISH} "The rights of the data folder could not be set. The installation stops; see install.log in the folder Mot Cua."
  LangString linkFound ${LANG_VIETNAMESE} "Thư mục ${DATA_FOLDER} hoặc một thư mục trong đó là liên kết đến chỗ khác. Việc cài đặt dừng lại; hãy xóa liên kết rồi cài lại."
  LangString linkFound ${LANG_ENGLISH} "The folder ${DATA_FOLDER} or a folder in it leads to another place. The installation stops; remove the link and install again."
  LangString lockedDown ${LANG_VIETNAMESE} "Máy đang khóa màn hình. Hãy trả lại trước (lockdown.ps1 -Undo), rồi gỡ chương trình."
  LangString lockedDown ${LANG_ENGLISH} "This machine is locked down to the kiosk. Put it back first (lockdown.ps1 -Undo), then remove the program."
  LangString askPurge ${LANG_VIETNAMESE} "Xóa luôn hồ sơ, cài đặt và nhật ký trên máy này?$\r$\n$\r$\nChọn Không để giữ lại. Dữ liệu chưa gửi lên thành phố sẽ mất nếu chọn Có."
  LangString askPurge ${LANG_ENGLISH} "Also delete the dossiers, settings and logs on this machine?$\r$\n$\r$\nChoose No to keep them. What has not been sent to the city is lost if you choose Yes."
!macroend

!macro customInit
  ; The folder is called as people know the program, not as its executable is.
  ${if} $INSTDIR == "$PROGRAMFILES64\${APP_FILENAME}"
    StrCpy $INSTDIR "$PROGRAMFILES64\Mot Cua"
  ${endIf}
!macroend

!macro noteInstall LINE
  FileOpen $9 "${DATA_FOLDER}\install.log" a
  FileSeek $9 0 END
  FileWriteUTF16LE /BOM $9 `${VERSION} ${LINE}$\r$\n`
  FileClose $9
!macroend

; Runs icacls; a folder whose rights are not as they should be must not be used.
!macro setAccess ARGUMENTS
  nsExec::Exec `icacls ${ARGUMENTS} /Q`
  Pop $8
  ${if} $8 != 0
    !insertmacro noteInstall `icacls ${ARGUMENTS}: $8`
    MessageBox MB_OK|MB_ICONSTOP "$(accessFailed)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${endIf}
!macroend

; A folder that leads elsewhere would have the rights of that place changed by us. -1 stands for a folder that is not there.
!macro refuseLink FOLDER
  System::Call 'kernel32::GetFileAttributesW(w "${FOLDER}") i .r8'
  ${if} $8 != -1
    IntOp $8 $8 & 0x400
    ${if} $8 != 0
      MessageBox MB_OK|MB_ICONSTOP "$(linkFound)" /SD IDOK
      SetErrorLevel 5
      Quit
    ${endIf}
  ${endIf}
!macroend

!macro customInstall
  SetShellVarContext all
  ; Anybody may make a folder below ProgramData: one that was there before the first installation is taken over with all that is in it.
  ReadRegStr $7 HKLM "${OWN_KEY}" "DataFolder"
  ${if} $7 == ""
    !insertmacro refuseLink "${DATA_FOLDER}"
    !insertmacro refuseLink "${DATA_FOLDER}\data"
    !insertmacro refuseLink "${DATA_FOLDER}\logs"
    !insertmacro refuseLink "${DATA_FOLDER}\updates"
  ${endIf}
  ${if} $7 == ""
  ${andIf} ${FileExists} "${DATA_FOLDER}\*.*"
    !insertmacro setAccess '"${DATA_FOLDER}" /setowner ${ADMINISTRATORS} /T'
    !insertmacro setAccess '"${DATA_FOLDER}" /reset /T'
  ${endIf}
  CreateDirectory "${DATA_FOLDER}\data"
  CreateDirectory "${DATA_FOLDER}\logs"
  CreateDirectory "${DATA_FOLDER}\updates"
  !insertmacro setAccess '"${DATA_FOLDER}" /inheritance:r /grant:r ${ADMINISTRATORS}:(OI)(CI)F ${SYSTEM}:(OI)(CI)F ${USERS}:(OI)(CI)RX'
  !insertmacro setAccess '"${DATA_FOLDER}\data" /grant:r ${USERS}:(OI)(CI)M'
  !insertmacro setAccess '"${DATA_FOLDER}\logs" /grant:r ${USERS}:(OI)(CI)M'
  !insertmacro setAccess '"${DATA_FOLDER}\updates" /grant:r ${USERS}:(OI)(CI)M'
  ; What the keeper of versions has taken is nobody else's, though it lies below what users write.
  CreateDirectory "${DATA_FOLDER}\updates\keeper"
  !insertmacro setAccess '"${DATA_FOLDER}\updates\keeper" /inheritance:r /grant:r ${ADMINISTRATORS}:(OI)(CI)F ${SYSTEM}:(OI)(CI)F ${USERS}:(OI)(CI)RX'
  WriteRegStr HKLM "${OWN_KEY}" "DataFolder" "${DATA_FOLDER}"
  !insertmacro noteInstall "installed in $INSTDIR"

  WriteRegStr HKLM "${RUN_KEY}" "${RUN_NAME}" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --autostart'

  ; The machines of one point speak with each other; nobody outside its own network, and nobody on a public one.
  nsExec::Exec 'netsh advfirewall firewall delete rule name="${FIREWALL_RULE}"'
  Pop $8
  nsExec::Exec 'netsh advfirewall firewall add rule name="${FIREWALL_RULE}" dir=in action=allow protocol=TCP program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" profile=private remoteip=localsubnet'
  Pop $8
  ${if} $8 != 0
    ; Where a policy owns the firewall the rule is the policy's business; the installation goes on and says so.
    !insertmacro noteInstall "firewall rule not added: $8"
  ${endIf}
  !insertmacro installKeeper
  ; Node would run anybody's script under the name of the program: it is the keeper's alone.
  RMDir /r "$INSTDIR\keeper"
!macroend

; Runs a program whose failure is noted and stops nothing.
!macro runNoted COMMAND WHAT
  nsExec::Exec `${COMMAND}`
  Pop $8
  ${if} $8 != 0
    !insertmacro noteInstall `${WHAT}: $8`
  ${endIf}
!macroend

; The keeper lies outside the program's folder, which it replaces while it runs. Where it is the keeper that installs (--updated) it stays as it is.
!macro installKeeper
  ${ifNot} ${isUpdated}
    nsExec::Exec 'schtasks /end /tn "${KEEPER_TASK}"'
    Pop $8
    CreateDirectory "${KEEPER_FOLDER}"
    !insertmacro setAccess '"${KEEPER_FOLDER}" /inheritance:r /grant:r ${ADMINISTRATORS}:(OI)(CI)F ${SYSTEM}:(OI)(CI)F'
    ClearErrors
    CopyFiles /SILENT "$INSTDIR\keeper\*.*" "${KEEPER_FOLDER}"
    ${if} ${Errors}
      !insertmacro noteInstall "keeper not copied"
    ${endIf}
    !insertmacro runNoted 'schtasks /create /f /tn "${KEEPER_TASK}" /xml "${KEEPER_FOLDER}\keeper-task.xml"' "keeper's task not made"
    !insertmacro runNoted 'schtasks /create /f /tn "${START_TASK}" /xml "${KEEPER_FOLDER}\start-task.xml"' "start task not made"
    !insertmacro runNoted 'schtasks /run /tn "${KEEPER_TASK}"' "keeper not started"
  ${endIf}
!macroend

; Without the program's folder there is no script to undo the lock-down, and without its state nothing to put back.
!macro refuseLockedDown
  SetShellVarContext all
  ${ifNot} ${isUpdated}
  ${andIf} ${FileExists} "${DATA_FOLDER}\lockdown\state.json"
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      ; The uninstaller has silenced itself by now.
      SetSilent normal
    ${endIf}
    MessageBox MB_OK|MB_ICONSTOP "$(lockedDown)" /SD IDOK
    SetErrorLevel 6
    Quit
  ${endIf}
!macroend

!macro customUnInit
  Var /GLOBAL purge
  StrCpy $purge "0"
  !insertmacro refuseLockedDown
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PURGE" $R1
  ${ifNot} ${Errors}
    StrCpy $purge "1"
  ${else}
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      ; The uninstaller has silenced itself by now; a person sits before it all the same.
      SetSilent normal
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(askPurge)" /SD IDNO IDNO +2
      StrCpy $purge "1"
      SetSilent silent
    ${endIf}
  ${endIf}
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKLM "${RUN_KEY}" "${RUN_NAME}"
    nsExec::Exec 'schtasks /end /tn "${KEEPER_TASK}"'
    Pop $8
    nsExec::Exec 'schtasks /delete /f /tn "${KEEPER_TASK}"'
    Pop $8
    nsExec::Exec 'schtasks /delete /f /tn "${START_TASK}"'
    Pop $8
    RMDir /r /REBOOTOK "${KEEPER_FOLDER}"
    nsExec::Exec 'netsh advfirewall firewall delete rule name="${FIREWALL_RULE}"'
    Pop $8
    ${if} $purge == "1"
      SetShellVarContext all
      RMDir /r "${DATA_FOLDER}"
      DeleteRegKey HKLM "${OWN_KEY}"
    ${endIf}
  ${endIf}
!macroend
