"""Settings of the site; `make site` copies this folder to build/ and adds the generated pages."""

project = "hitdata"
author = "hitdata contributors"
html_title = "hitdata"

extensions = ["myst_nb"]
nb_execution_mode = "off"  # the notebooks arrive executed

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["hitdata.css"]
html_show_copyright = False
html_show_sphinx = False
# The notebooks' own sources are in the repository; a copy of the Markdown helps nobody.
html_copy_source = False
html_show_sourcelink = False
