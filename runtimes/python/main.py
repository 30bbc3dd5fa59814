"""The Python language runtime: loads the function's handler and serves it over frames (spec/frames.md).

Kept tiny on purpose: Python compiles its main script anew at every start, and caches everything else.
"""

if __name__ == "__main__":
    from _sor.handler_worker import main

    main()
