select platform.create_text_marks('fulfilment');
