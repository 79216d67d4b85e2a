bp.logger.info(event.preview)
