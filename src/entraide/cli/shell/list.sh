# Prints the releases that are kept beside the link $1, newest first; the present one has a mark.
set -eu
target=$1
store=$target.releases
if [ ! -L "$target" ] || [ ! -d "$store" ]; then exit 5; fi
present=$(readlink "$target")
ls -1 "$store" | sort -r | while read -r release; do
	if [ "$release" = "${present##*/}" ]; then echo "$release (the present one)"; else echo "$release"; fi
done
