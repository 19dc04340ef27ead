package io.tidings.samples.demo.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.services.resource.Resource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LatestResourceTest {

  private static final Resource ONE = new Resource("one", Path.of("one"));
  private static final Resource TWO = new Resource("two", Path.of("two"));

  private final Services.LatestResource resources = new Services.LatestResource();

  @Test
  void the_last_one_is_known_and_no_other() {
    assertThat(resources.find("one")).isNull();
    assertThat(resources.add("one", ONE)).isTrue();
    assertThat(resources.find("one")).isSameAs(ONE);
    assertThat(resources.add("two", TWO)).isTrue();
    assertThat(resources.find("one")).isNull();
    assertThat(resources.find("two")).isSameAs(TWO);
  }

  @Test
  void only_what_is_known_is_replaced() {
    resources.add("one", ONE);
    Resource moved = new Resource("one", Path.of("elsewhere"));
    assertThat(resources.replace("two", TWO, moved)).isFalse();
    assertThat(resources.replace("one", moved, ONE)).isFalse();
    assertThat(resources.replace("one", ONE, moved)).isTrue();
    assertThat(resources.find("one")).isSameAs(moved);
  }

  @Test
  void what_is_removed_is_not_known_any_more() {
    resources.add("one", ONE);
    assertThat(resources.remove("two")).isFalse();
    assertThat(resources.remove("one")).isTrue();
    assertThat(resources.find("one")).isNull();
  }
}
