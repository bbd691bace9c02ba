"""What a .docx file is made of (ECMA-376): package, XML, styles, numbering, text. Read for its
text only. [pure]"""
