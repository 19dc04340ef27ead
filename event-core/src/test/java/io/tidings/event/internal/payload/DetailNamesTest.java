package io.tidings.event.internal.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetailNamesTest {

  @ParameterizedTest
  @CsvSource({
    "orderId, order_id",
    "URLPath, url_path",
    "aURL, a_url",
    "orderID, order_id",
    "line2, line2",
    "sha256Hash, sha256_hash",
    "ISO8601Date, iso8601_date",
    "x, x",
    "X, x",
    "order_id, order_id",
    "Order_Id, order_id",
    "_hidden, _hidden",
    "FOO_BAR, foo_bar",
    "xAxis, x_axis",
    "\u00dcberGr\u00f6\u00dfe, \u00fcber_gr\u00f6\u00dfe"
  })
  @Contract("PAY-05")
  void detail_name_is_the_snake_case_of_the_component(String component, String detail) {
    assertThat(DetailNames.snakeCase(component)).isEqualTo(detail);
  }
}
