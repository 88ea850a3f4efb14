# Makes the link $1 lead to release $2, or, where that is empty, to the one before the present one.
# Prints the release; where there is none of that name, those that there are.
set -eu
target=$1 wanted=$2
store=$target.releases
if [ ! -L "$target" ] || [ ! -d "$store" ]; then exit 5; fi
present=$(readlink "$target")
present=${present##*/}
if [ -z "$wanted" ]; then
	wanted=$(ls -1 "$store" | sort | awk -v present="$present" '$0 < present' | tail -n 1)
	if [ -z "$wanted" ]; then exit 4; fi
fi
if ! ls -1 "$store" | grep -F -x -q -e "$wanted"; then
	ls -1 "$store" | sort -r
	exit 6
fi
ln -s "${store##*/}/$wanted" "$target.$$"
mv -T "$target.$$" "$target" 2>/dev/null || mv -h "$target.$$" "$target"
echo "$wanted"
