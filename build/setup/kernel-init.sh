#!/bin/busybox sh
# First program of the lab's kernel: makes the files of the host, which stay read-only, its own and runs one program of theirs.
# From the kernel's command line: lab.modules (folder above lib/modules), lab.node and lab.program (what to run), lab.seconds (when to end at the latest).
busybox=/bin/busybox
$busybox mount -t proc proc /proc
$busybox mount -t sysfs sys /sys
$busybox mount -t devtmpfs dev /dev
for word in $($busybox cat /proc/cmdline); do
  case "$word" in
    lab.modules=*) modules="${word#*=}" ;;
    lab.node=*) node="${word#*=}" ;;
    lab.program=*) program="${word#*=}" ;;
    lab.seconds=*) seconds="${word#*=}" ;;
  esac
done
# Nobody is left alone with a machine that hangs.
( $busybox sleep "$seconds"; echo "lab: ended after $seconds s"; $busybox poweroff -f ) &
for module in /modules/*.ko; do
  $busybox insmod "$module" || echo "lab: $module does not load"
done
$busybox mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144,cache=loose host /host || $busybox poweroff -f
for folder in dev proc sys; do $busybox mount --bind /$folder /host/$folder; done
for folder in tmp run; do $busybox mount -t tmpfs lab /host/$folder; done
echo "files of the host at $($busybox cut -d ' ' -f 1 /proc/uptime) s"
# The second serial line carries what the program reports, whole and in order; the kernel speaks on the first.
$busybox stty -F /dev/ttyS1 raw -echo
$busybox chroot /host "$node" "$program" "$modules" >/dev/ttyS1 2>/dev/console </dev/null || echo "lab: the program ended with $?"
$busybox poweroff -f
