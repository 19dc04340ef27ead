/**
 * Validations, required and informational. Start at {@link
 * io.tidings.event.services.validation.ValidationPipeline}.
 */
@NullMarked
package io.tidings.event.services.validation;

import org.jspecify.annotations.NullMarked;
