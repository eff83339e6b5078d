#!/bin/sh
# Locks a Linux machine down to the kiosk: one user, one session, no other way in at the glass. Run as root; `--undo` puts back what was found.
# shellcheck disable=SC2034  # used by keep.sh
set -eu

program="/opt/Mot Cua/mot-cua"
session=cage
login='tty'
user=kiosk
root=
dry=
undo=

usage() {
  cat <<'END'
install.sh [--session cage|openbox] [--login tty|lightdm] [--user NAME] [--program FILE] [--root FOLDER] [--dry-run]
install.sh --undo [--root FOLDER] [--dry-run]

  --session cage     Wayland, one display (default). Packages: cage xwayland
  --session openbox  X11, two or more displays. Packages: openbox xinit xserver-xorg-core
                     xserver-xorg-input-libinput x11-xserver-utils x11-xkb-utils
  --login tty        started by systemd on the first console (default)
  --login lightdm    started by the display manager that is there already
  --root FOLDER      works on a system that lies in FOLDER, such as an image being built
  --dry-run          says what would be done, and does nothing
  --undo             puts back every file, setting and user as it was found
END
}

while [ $# -gt 0 ]; do
  case "$1" in
    --session) session=${2:?}; shift ;;
    --login) login=${2:?}; shift ;;
    --user) user=${2:?}; shift ;;
    --program) program=${2:?}; shift ;;
    --root) root=${2:?}; root=${root%/}; shift ;;
    --dry-run) dry=yes ;;
    --undo) undo=yes ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 64 ;;
  esac
  shift
done

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=keep.sh
. "$here/keep.sh"

fail() { say "STOPPED: $*"; exit "${code:-1}"; }
case "$session" in cage | openbox) ;; *) usage >&2; exit 64 ;; esac
case "$login" in tty | lightdm) ;; *) usage >&2; exit 64 ;; esac
case "$user" in '' | root | *[!a-z0-9_-]* | [!a-z]*) usage >&2; exit 64 ;; esac
# It goes into a unit file and a shell script between quotes.
case "$program" in /*) ;; *) usage >&2; exit 64 ;; esac
case "$program" in *[\"\\\$\`%\'\|\&]*) usage >&2; exit 64 ;; esac

[ "$(id -u)" = 0 ] || { code=77 fail "run as root"; }
[ -d "$root/etc" ] || fail "no system in ${root:-/}"

if [ -n "$undo" ]; then
  [ -f "$manifest" ] || fail "nothing to undo: $manifest is not there"
  put_back
  say "undone; restart the machine"
  exit 0
fi

missing=
needs="cage Xwayland"
[ "$session" = cage ] || needs="openbox xinit Xorg xset setxkbmap"
for one in $needs; do
  [ -x "$root/usr/bin/$one" ] || missing="$missing $one"
done
# Without it the X server starts and hears no touch and no key.
[ "$session" = cage ] || [ -f "$root/usr/lib/xorg/modules/input/libinput_drv.so" ] || missing="$missing libinput_drv.so"
[ -z "$missing" ] || fail "not installed:$missing. apt-get install $([ "$session" = cage ] && echo cage xwayland || echo openbox xinit xserver-xorg-core xserver-xorg-input-libinput x11-xserver-utils x11-xkb-utils)"
[ -x "$root$program" ] || fail "$program is not there: install the program first, or name it with --program"
[ "$login" = tty ] || [ -x "$root/usr/sbin/lightdm" ] || fail "lightdm is not installed"

was=$([ ! -f "$manifest" ] || sed -n 's/^login	//p' "$manifest")
[ -z "$was" ] || [ "$was" = "$login" ] || fail "the kiosk logs in by $was: --undo first"

say "lock-down: session $session, login $login, user $user, program $program, system ${root:-/}"
check_user "$user"
[ -n "$dry" ] || [ -n "$was" ] || note login "$login"
make_user "$user"

write /usr/lib/mot-cua-kiosk/session 755 "$here/files/$session-session.sh"
[ "$session" = cage ] || write /usr/lib/mot-cua-kiosk/openbox-rc.xml 644 "$here/files/openbox-rc.xml"
[ "$session" = cage ] || write /etc/X11/xorg.conf.d/90-mot-cua-kiosk.conf 644 "$here/files/xorg.conf"
write /etc/systemd/logind.conf.d/90-mot-cua-kiosk.conf 644 "$here/files/logind.conf"
write /etc/sysctl.d/90-mot-cua-kiosk.conf 644 "$here/files/sysctl.conf"
write /etc/udev/rules.d/61-mot-cua-kiosk.rules 644 "$here/files/usb-power.rules"
for target in ctrl-alt-del sleep suspend hibernate hybrid-sleep; do
  link "/etc/systemd/system/$target.target" /dev/null
done

if [ "$login" = tty ]; then
  write /etc/systemd/system/mot-cua-kiosk.service 644 "$here/files/kiosk.service"
  link /etc/systemd/system/multi-user.target.wants/mot-cua-kiosk.service /etc/systemd/system/mot-cua-kiosk.service
  # A console on the same screen, or a log-in window over it, would be a second way in.
  link /etc/systemd/system/getty@tty1.service /dev/null
  link /etc/systemd/system/autovt@.service /dev/null
  link /etc/systemd/system/display-manager.service /dev/null
else
  kind=$([ "$session" = cage ] && echo wayland-sessions || echo xsessions)
  write "/usr/share/$kind/mot-cua-kiosk.desktop" 644 "$here/files/session.desktop"
  write /etc/lightdm/lightdm.conf.d/90-mot-cua-kiosk.conf 644 "$here/files/lightdm.conf"
fi

own_data "$user"
reload
say "done; restart the machine, then carry out the self-test in the admin window"
