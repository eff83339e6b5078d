#!/bin/sh
# After unpacking: the group of those who run the program, its folders with their owners, and what the system must be told.
# Called again after each update, so every step can be repeated; nothing that is there is written over.
set -e

[ "$1" = configure ] || exit 0

app='/opt/${sanitizedProductName}'

getent group mot-cua >/dev/null || groupadd --system mot-cua

# The settings hold the city's key: the administrator writes them, the group reads them.
install -d -o root -g mot-cua -m 0750 /etc/mot-cua
if [ -f /etc/mot-cua/settings.json ]; then
  chown root:mot-cua /etc/mot-cua/settings.json
  chmod 0640 /etc/mot-cua/settings.json
fi

# Data, logs and waiting updates belong to the group; new files in them do so too. What lies above them is root's alone to
# write: whoever may rename `updates` away could lay down a keeper of his own, and what that names is installed as root.
install -d -o root -g mot-cua -m 2750 /var/lib/mot-cua
install -d -o root -g mot-cua -m 2770 /var/lib/mot-cua/data /var/lib/mot-cua/logs
# What waits to be installed comes from the group; what the keeper has taken is its own, and the sticky bit keeps it there.
install -d -o root -g mot-cua -m 3770 /var/lib/mot-cua/updates
install -d -o root -g mot-cua -m 2750 /var/lib/mot-cua/updates/keeper

# The keeper's Node would run anybody's script under the name of the program: it is root's alone.
chmod 0700 "$app/keeper"

ln -sf "$app/${executable}" '/usr/bin/${executable}'

# Chromium's sandbox: by user namespaces where the kernel lets users make them, by its helper's own rights elsewhere.
if unshare --user true 2>/dev/null; then
  chmod 0755 "$app/chrome-sandbox"
else
  chmod 4755 "$app/chrome-sandbox"
fi

# Ubuntu from 24.04 on allows user namespaces to programs with a profile only.
if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled 2>/dev/null &&
  apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" >/dev/null 2>&1; then
  cp -f "$app/resources/apparmor-profile" '/etc/apparmor.d/${executable}'
  if ! ischroot 2>/dev/null; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}'
  fi
fi

if command -v udevadm >/dev/null 2>&1 && [ -d /run/udev ]; then
  udevadm control --reload || true
  udevadm trigger --subsystem-match=hidraw --subsystem-match=usbmisc || true
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database -q /usr/share/applications || true
fi

# An update runs below the keeper, which goes on as it is until the machine or somebody starts it again.
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
  if [ -z "$2" ]; then
    systemctl enable --now mot-cua-keeper.service || true
  fi
elif [ -z "$2" ] && command -v systemctl >/dev/null 2>&1; then
  systemctl enable mot-cua-keeper.service >/dev/null 2>&1 || true
fi
