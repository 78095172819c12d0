"""Reads words of a shell's bus with LiteX' own client, which knows nothing of this project's driver.

    python read_words.py PORT BAUD ADDRESS COUNT

Prints the words, one a line, hexadecimal.
"""

import sys

from litex.tools.remote.comm_uart import CommUART


def main():
    port, baud, address, count = sys.argv[1:]
    bridge = CommUART(port, int(baud))
    bridge.open()
    for word in bridge.read(int(address, 0), int(count)):
        print(f"{word:#010x}")
    bridge.close()


if __name__ == "__main__":
    main()
