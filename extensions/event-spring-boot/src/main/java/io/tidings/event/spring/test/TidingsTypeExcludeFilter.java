package io.tidings.event.spring.test;

import io.tidings.event.spring.OnEvent;
import java.io.IOException;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Filter of the components of {@link TidingsTest}: those with listener methods. */
final class TidingsTypeExcludeFilter
    extends StandardAnnotationCustomizableTypeExcludeFilter<TidingsTest> {

  TidingsTypeExcludeFilter(Class<?> test) {
    super(test);
  }

  @Override
  protected boolean defaultInclude(MetadataReader component, MetadataReaderFactory factory)
      throws IOException {
    return super.defaultInclude(component, factory)
        || component.getAnnotationMetadata().hasAnnotatedMethods(OnEvent.class.getName());
  }
}
