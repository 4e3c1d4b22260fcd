"""
Where d3 is, the library that draws the timeline. Of its own, as ./setup asks
before there is anything else: the container's image is made of tools/ alone.
"""

import os

PATHS = [os.environ.get('D3', ''),
         '/usr/share/nodejs/d3/dist/d3.min.js',
         '/usr/lib/node_modules/d3/dist/d3.min.js',
         '/usr/local/lib/node_modules/d3/dist/d3.min.js',
         '/opt/homebrew/lib/node_modules/d3/dist/d3.min.js']


def library():
    """d3's file, or None."""
    return next((path for path in PATHS if os.path.isfile(path)), None)
