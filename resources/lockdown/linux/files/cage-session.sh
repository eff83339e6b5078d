#!/bin/sh
# The kiosk's session under Wayland: one window, filled, no keys and no gestures but its own. Ends with the program; whoever started it starts it again.
set -eu
export XDG_SESSION_TYPE=wayland XDG_CURRENT_DESKTOP=mot-cua-kiosk
# Without -s cage lets nobody switch to a console. A pointer that hides is of no use on glass, and cage shows none until a mouse moves.
exec cage -- "@PROGRAM@"
