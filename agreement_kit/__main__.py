"""python -m agreement_kit"""

from agreement_kit.cli import main

if __name__ == "__main__":
    main()
