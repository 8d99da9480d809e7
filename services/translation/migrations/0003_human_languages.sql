select platform.create_human_languages('translation');
