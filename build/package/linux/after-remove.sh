#!/bin/sh
# After removal. `remove` leaves settings, data and logs where they are; `purge` takes them away for good; an update touches nothing.
set -e

case "$1" in
  remove)
    rm -f '/usr/bin/${executable}'
    if command -v systemctl >/dev/null 2>&1; then
      systemctl disable mot-cua-keeper.service >/dev/null 2>&1 || true
      if [ -d /run/systemd/system ]; then
        systemctl stop mot-cua-keeper.service || true
        systemctl daemon-reload || true
      fi
    fi
    if [ -f '/etc/apparmor.d/${executable}' ]; then
      if command -v apparmor_parser >/dev/null 2>&1 && ! ischroot 2>/dev/null; then
        apparmor_parser --remove '/etc/apparmor.d/${executable}' || true
      fi
      rm -f '/etc/apparmor.d/${executable}'
    fi
    if command -v udevadm >/dev/null 2>&1 && [ -d /run/udev ]; then
      udevadm control --reload || true
    fi
    ;;
  purge)
    rm -rf /etc/mot-cua /var/lib/mot-cua
    if getent group mot-cua >/dev/null; then
      groupdel mot-cua || true
    fi
    ;;
esac
