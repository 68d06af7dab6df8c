"""Read one file from stdin, named by its extension, and write what it holds as JSON lines.

A process of its own, because no library promises to come back from a file that was built to hold it, or in what memory.
"""

import json
import resource
import sys

from cms.screening.attachments.reading import read

CPU_SECONDS, MEMORY = 20, 3 * 2**29

resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for part in read(sys.stdin.buffer.read(), sys.argv[1]):
    print(json.dumps(part))
