#!/usr/bin/env bash
# Shows what bootstrap's managed code consists of: bytes and methods by assembly (or with a second argument: by type).
# Usage: bash eng/size.sh [FOLDER] [types]; the executable goes into FOLDER, by default a temporary one.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-$(mktemp -d)}
dotnet publish -m:1 src/Sor.Bootstrap -c Release -r linux-x64 -o "$out" -p:IlcGenerateMapFile=true -v:q --nologo
stat -c '%n: %s bytes' "$out/bootstrap"
grep -o '<MethodCode Name="[^"]*" Length="[0-9]*"' src/Sor.Bootstrap/obj/Release/net10.0/linux-x64/native/bootstrap.map.xml |
  awk -F'"' -v by="${2:-assemblies}" '
    {
      group = $2
      if (by == "types") sub(/__.*/, "", group)
      else if (match(group, /^(S_P_[A-Za-z]+|Sor_(Triggers_)?[A-Za-z]+|System_Text_Json|System_[A-Z][A-Za-z]+|bootstrap)/)) group = substr(group, 1, RLENGTH)
      else group = "generics and other"
      bytes[group] += $4; methods[group]++
    }
    END { for (group in bytes) printf "%8d %6d %s\n", bytes[group], methods[group], group }' |
  sort -rn > "$out/bootstrap.size.txt"
head -60 "$out/bootstrap.size.txt"
