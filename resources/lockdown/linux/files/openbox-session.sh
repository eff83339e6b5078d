#!/bin/sh
# The kiosk's session under X11, for machines with several displays: openbox places windows and knows no key, no menu, no decoration. Ends with the program.
set -eu
export XDG_SESSION_TYPE=x11 XDG_CURRENT_DESKTOP=mot-cua-kiosk
if [ "${1:-}" = program ]; then
  # Only now is there somebody to fill the displays.
  "@PROGRAM@" || true
  exec openbox --exit
fi
if [ -z "${DISPLAY:-}" ]; then exec xinit "$0" -- :0 "vt${XDG_VTNR:-1}" -keeptty -nolisten tcp; fi
xset s off s noblank
xset -dpms || true
# Whatever the keyboard's settings were: Ctrl + Alt + Backspace ends no server here.
setxkbmap -option ''
exec openbox --config-file /usr/lib/mot-cua-kiosk/openbox-rc.xml --startup "'$0' program"
