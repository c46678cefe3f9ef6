"""
A rulebook kept as data between two starts, so that reading it again costs next to nothing.

`read_state` reads the files of a rulebook as bytes. Their hash is its fingerprint; where it is that
of what was kept, nothing is parsed and nothing checked. `kept_book` then makes words, lists and
the rules of each topic when something asks for them, once for all threads. Places lie in the texts
that were read, so that messages and explanations show them as ever.

What is kept (`pack`) is JSON of lists, texts and numbers. `shapes` lists the classes that may come
out of it, by number; it names no function, no module and no class, and nothing in it is run. What
rules share, such as the head of a table in all its rows, is written once and shared again. The head
lists of each topic what others have to do with: the ids of its rules, what they override and read.

The first line holds the hash of the rest, and the name is made of the folder, the engine's version
and the state of its code: what is damaged, cut off or of another engine is not used, and written
anew. It is written beside its place and put there at once, so that starts at the same moment do not
disturb one another. `read_packs` opens folder and file without following links, and uses neither
unless they belong to this user and nobody else may write to them. Only a rulebook without a mistake
or a remark is kept, and of several the newest.

The bundled rulebook also travels as data beside its files, made when the wheel is built. As the
times of files change on the way, it bears the hash of the code that made it, and is used by no
other code.
"""
