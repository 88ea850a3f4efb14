# Makes the link $1 lead to the release before the one it leads to.
set -eu
target=$1
store=$target.releases
if [ ! -L "$target" ] || [ ! -d "$store" ]; then exit 5; fi
present=$(readlink "$target")
present=${present##*/}
before=$(ls -1 "$store" | sort | awk -v present="$present" '$0 < present' | tail -n 1)
if [ -z "$before" ]; then exit 4; fi
ln -s "${store##*/}/$before" "$target.$$"
mv -T "$target.$$" "$target" 2>/dev/null || mv -h "$target.$$" "$target"
echo "$before"
