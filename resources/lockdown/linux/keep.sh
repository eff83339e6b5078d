# Writes a file, a link or a user only after what was there is saved, in the order in which it has to be put back. Sourced by install.sh.
# shellcheck shell=sh disable=SC2154

data=/var/lib/mot-cua
state="$root/var/lib/mot-cua-kiosk"
manifest="$state/manifest"
log="$root/var/log/mot-cua-kiosk.log"

say() {
  printf '%s\n' "$*"
  [ -n "$dry" ] || [ ! -d "$root/var/log" ] || printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$log"
}

# note KIND PATH: one line of the manifest, durable before anything is changed.
note() {
  [ -d "$state" ] || (umask 077; mkdir -p "$state")
  printf '%s\t%s\n' "$1" "$2" >>"$manifest"
  sync "$manifest"
}

known() { [ -f "$manifest" ] && grep -Fxq -e "$(printf 'had\t%s' "$1")" -e "$(printf 'new\t%s' "$1")" "$manifest"; }

# Remembers how a path is now, once; the first state is the one to go back to.
remember() {
  ! known "$1" || return 0
  parent=$(dirname "$1")
  folders=
  while [ ! -d "$root$parent" ]; do
    folders="$parent
$folders"
    parent=$(dirname "$parent")
  done
  printf '%s' "$folders" | while IFS= read -r folder; do
    note folder "$folder"
    mkdir -m 0755 "$root$folder"
  done
  if [ -e "$root$1" ] || [ -h "$root$1" ]; then
    mkdir -p "$state/before$(dirname "$1")"
    cp -a "$root$1" "$state/before$1"
    note had "$1"
  else
    note new "$1"
  fi
}

# write PATH MODE SOURCE: the template with this machine's names in it.
write() {
  wanted=$(sed -e "s|@PROGRAM@|$program|g" -e "s|@USER@|$user|g" -e "s|@SESSION@|$session|g" "$3"; printf x)
  if [ -f "$root$1" ] && [ ! -h "$root$1" ] && [ "$(cat "$root$1"; printf x)" = "$wanted" ] && [ "$(stat -c %a "$root$1")" = "$2" ]; then return 0; fi
  say "write $1"
  [ -z "$dry" ] || return 0
  remember "$1"
  rm -f "$root$1.new"
  printf '%s' "${wanted%x}" >"$root$1.new"
  chmod "$2" "$root$1.new"
  mv -f "$root$1.new" "$root$1"
}

# link PATH TARGET
link() {
  [ "$(readlink "$root$1" || true)" != "$2" ] || return 0
  say "link $1 -> $2"
  [ -z "$dry" ] || return 0
  remember "$1"
  ln -sfn "$2" "$root$1"
}

has_user() { grep -q "^$1:" "$root/etc/passwd"; }

# True where the package has made no group. As its first group it does as well as by the list of members.
in_group() {
  line=$(grep '^mot-cua:' "$root/etc/group") || return 0
  case ",${line##*:}," in *",$1,"*) return 0 ;; esac
  [ "$(grep "^$1:" "$root/etc/passwd" | cut -d: -f4)" = "$(printf '%s' "$line" | cut -d: -f3)" ]
}

# Nobody must be able to log in as the kiosk, and a user that is there already must reach settings and data.
check_user() {
  has_user "$1" || return 0
  case "$(grep "^$1:" "$root/etc/shadow" | cut -d: -f2)" in
    '!'* | '*'*) ;;
    *) fail "user $1 has a password: name another with --user, or lock it (passwd -l $1)" ;;
  esac
  in_group "$1" || fail "user $1 is not in the group mot-cua: adduser $1 mot-cua"
}

make_user() {
  ! has_user "$1" || return 0
  say "user $1, without a password"
  [ -z "$dry" ] || return 0
  note user "$1"
  # A login shell that ends at once: the session is started by systemd or the display manager, not by a shell.
  useradd ${root:+--prefix "$root"} --create-home --user-group --shell /usr/sbin/nologin --comment 'Mot Cua kiosk' "$1"
  for group in audio mot-cua plugdev render video; do
    ! grep -q "^$group:" "$root/etc/group" || usermod ${root:+--prefix "$root"} --append --groups "$group" "$1"
  done
}

# The package lets its group at settings and data; without it the data must be the kiosk's own.
own_data() {
  ! grep -q '^mot-cua:' "$root/etc/group" || return 0
  [ -z "$dry" ] || { say "folder $data for $1"; return 0; }
  if [ ! -d "$root$data" ]; then
    note data "$data"
    mkdir -m 0700 "$root$data"
  elif ! grep -Eq '^(owner|data)	' "$manifest"; then
    note owner "$(stat -c '%u:%g %a' "$root$data")"
  fi
  ids=$(awk -F: -v name="$1" '$1 == name { print $3 ":" $4 }' "$root/etc/passwd")
  chown -R "$ids" "$root$data"
  chmod 0700 "$root$data"
}

put_back() {
  # The last change first.
  sed -n '1!G;h;$p' "$manifest" | while IFS='	' read -r kind what; do
    say "put back: $kind $what"
    [ -z "$dry" ] || continue
    case "$kind" in
      login) ;;
      new) rm -f "$root$what" ;;
      had) rm -rf "$root$what"; cp -a "$state/before$what" "$root$what" ;;
      # What somebody else has put there meanwhile stays.
      folder) rmdir "$root$what" 2>/dev/null || say "left: $what is not empty" ;;
      # Data stays, and belongs to nobody who may come later under the same number.
      data) rmdir "$root$what" 2>/dev/null || { chown -R 0:0 "$root$what"; say "left: the data in $what, for root alone"; } ;;
      owner) chown -R "${what%% *}" "$root$data"; chmod "${what##* }" "$root$data" ;;
      user) drop_user "$what" ;;
      *) fail "the manifest says «$kind»: nothing more was put back" ;;
    esac
  done
  [ -n "$dry" ] || { rm -rf "$state"; reload; }
}

drop_user() {
  if [ -z "$root" ]; then loginctl terminate-user "$1" 2>/dev/null || true; fi
  home=$(awk -F: -v name="$1" '$1 == name { print $6 }' "$root/etc/passwd")
  userdel ${root:+--prefix "$root"} "$1" || fail "user $1 cannot be removed: end its processes and undo again"
  # The home holds settings of the window and no data of the point.
  case "$home" in /home/?*) rm -rf "$root$home" ;; esac
}

# Nothing to tell where this system is not the one that runs.
reload() {
  [ -z "$root" ] && [ -d /run/systemd/system ] || return 0
  systemctl daemon-reload
  udevadm control --reload || true
  sysctl -q --system || true
}
