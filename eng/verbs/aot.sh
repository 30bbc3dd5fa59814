# Native executables and language runtimes into dist/: complete, may be copied elsewhere.
. eng/common.sh
need_native_toolchain
phase "native executables"
for project in Sor.Bootstrap Sor.Cli; do
    [ -d "src/$project" ] || continue
    dotnet publish "src/$project" -c Release -r "$(runtime_id)" -o dist --nologo -v quiet
done
check_glibc dist/bootstrap
phase "language runtimes"
for language in runtimes/*/; do
    install_runtime "$language" "dist/runtimes/$(basename "$language")"
done
