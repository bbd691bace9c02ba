"""The files of the pages, under names that hold their contents."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Scripts ask for one another by these names too, so that a browser keeps each of them for good
    and never mixes two versions. By their plain names it asked for eighty of them again, one by
    one, when a step was opened a minute later."""

    support_js_module_import_aggregation = True
    #: One for each script in the longest chain of those that ask for one another; Django has 5.
    max_post_process_passes = 20
