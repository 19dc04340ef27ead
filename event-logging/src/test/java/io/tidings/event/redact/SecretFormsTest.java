package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Secrets in the forms in which languages, formats and commands write a value. */
class SecretFormsTest {

  private static String redacted(String text) {
    return Redactor.standard().redactText(text);
  }

  /** Returns one test per text, whose parts {@code two} and {@code three} are secret. */
  private static List<DynamicTest> hidden(String... texts) {
    return List.of(texts).stream()
        .map(
            text ->
                DynamicTest.dynamicTest(
                    text, () -> assertThat(redacted(text)).doesNotContain("two", "three", "QQ==")))
        .toList();
  }

  @TestFactory
  @Contract("RED-02")
  List<DynamicTest> value_is_masked_to_its_end() {
    return hidden(
        "{\"Authorization\":[\"Basic QQ==\"]}",
        "{\"Authorization\":[\"Basic QQ==\",\"two\"],\"n\":1}",
        "{\"passwords\":[\"two]\",\"three\"]}",
        "{b'authorization': b'Basic QQ=='}",
        "{'authorization': [b'Basic QQ==']}",
        "password = f\"two three\"",
        "password = rb'two three'",
        "password = u\"two three\"",
        "password = @\"two three\"",
        "password = N'two three'",
        "password = R\"(two three)\"",
        "password: Some(\"two three\")",
        "password: Optional[two three]",
        "password=Optional.of(\"two three\")",
        "password = SecretStr('two three')",
        "password = new String(\"two three\")",
        "password = String::from(\"two three\")",
        "password = (String) \"two three\"",
        "password = Just \"two three\"",
        "password = base64.b64decode(\"two three\").decode()",
        "curl -H \"Authorization: Digest u=\\\"b\\\", response=\\\"two\\\"\" https://h",
        "curl -H 'Authorization: Digest u=\"b\", response=\"two\"' https://h",
        "{\"args\":\"-H \\\"Authorization: Basic QQ==\\\"\"}",
        "password: |\n  two\n  three\nuser: bob",
        "password: >-\n  two\n  three",
        "password: |2\n    two\n\n    three\nuser: bob",
        "passwords:\n  - two\n  - three\nuser: bob",
        "passwords:\n- two\n- three\nuser: bob",
        "a:\n  passwords:\n    - two\n    - three\n  user: bob",
        "credentials:\n  first: two\n  second: three\nuser: bob",
        "{\"body\":\"password: |\\n  two\\nuser: bob\"}",
        "password: str = \"two three\"",
        "password: Optional[str] = \"two three\"",
        "password: &'static str = \"two three\"",
        "password: Hidden = \"two three\"",
        "var password string = \"two three\"",
        "let password: string | null = \"two three\"",
        "const char *password = \"two three\"",
        "char password[] = \"two three\"",
        "password += \"two three\"",
        "password ?= \"two three\"",
        "password ||= \"two three\"",
        "$password .= \"two three\"",
        "$password ??= \"two three\"",
        "PASSWORD :::= \"two three\"",
        "password <<~EOF\nx\npassword = <<~EOF\n  two\n  three\nEOF",
        "password = <<EOT\ntwo\nwords\nEOT\nuser = bob",
        "PASSWORD=$(cat <<'EOF'\ntwo\ntw)o three\nEOF\n)",
        "passwords['bob smith']=two",
        "passwords[\"bob smith\"] = \"two three\"",
        "config.passwords.get('bob')['a b'] = 'two three'",
        "password = &anchor two",
        "password: !!str two",
        "password: !vault |\n  two\n  three",
        "password=\\\n  two",
        "password = \"two \\\n three\"",
        "password = \"\"\"\ntwo\nwords\n\"\"\"",
        "Authorization: Bearer\r\n two",
        "&quot;password&quot;:&quot;two three&quot;",
        "{\\u0022password\\u0022:\\u0022two three\\u0022}",
        "{\"pass\\u0077ord\":\"two three\"}",
        "pass\u200bword=two",
        "\u001b[31mpassword\u001b[0m=two",
        "password\uff1atwo");
  }

  @TestFactory
  @Contract("RED-07")
  List<DynamicTest> value_of_a_named_element_is_masked() {
    return hidden(
        "--password two",
        "run --db-password 'two three' --user bob",
        "keytool -storepass two",
        "user%3Du%26password%3Dtwo%26x%3D1",
        "%7B%22password%22%3A%22two%22%7D",
        "<password>two three</password>",
        "<ns:password type='x'>two three</ns:password>",
        "<password><![CDATA[two three]]></password>",
        "<appToken>\n    two\n</appToken>",
        "<credentials><user>bob</user><password>two</password></credentials>",
        "{name: password, value: two}",
        "{\"name\":\"password\",\"value\":\"two three\"}",
        "{\"value\":\"two three\",\"name\":\"password\"}",
        "- name: DB_PASSWORD\n  value: two",
        "<property name=\"password\" value=\"two three\"/>",
        "<entry key=\"password\">two three</entry>",
        "<name=\"appToken\" />\n  <value=\"two three\" />",
        "<name>password</name><value>two three</value>",
        "Content-Disposition: form-data; name=\"password\"\r\n\r\ntwo three\r\n--b",
        "variable \"db_password\" {\n  default = \"two three\"\n}",
        "[[\"authorization\",\"Basic QQ==\"]]",
        "(b\"authorization\", b\"Basic QQ==\")",
        "System.setProperty(\"APP_TOKEN\", \"two three\")",
        "setPassword(\"two three\")",
        "CREATE USER 'bob'@'%' IDENTIFIED BY 'two three'",
        "ALTER USER bob WITH PASSWORD 'two three'",
        "SET PASSWORD FOR 'bob'@'h' = 'two three'");
  }

  @TestFactory
  @Contract("RED-02")
  List<DynamicTest> value_under_each_name_is_masked() {
    return List.of(
            "pass",
            "pwd",
            "auth",
            "jwt",
            "sig",
            "api_key",
            "secret_key",
            "private_key",
            "access_key",
            "signing_key",
            "encryption_key",
            "auth_key",
            "DB_PASS",
            "truststorePass",
            "MYSQL_PWD")
        .stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertThat(redacted(name + "=hunter2 x"))
                            .isEqualTo(name + "=[redacted] x")))
        .toList();
  }

  @Test
  @Contract("RED-03")
  void value_under_a_plain_key_is_not_masked() {
    for (String text :
        List.of(
            "idempotency_key=a1B2c3D4e5",
            "partition_key: a1B2c3D4e5",
            "primary_key=Abc12345",
            "pass: 41, fail: 2",
            "bypass=true12",
            "auth: true",
            "token_type=bearer",
            "password_policy: strict",
            "PasswordEncoder: ready",
            "String token = next();")) {
      assertThat(redacted(text)).isSameAs(text);
    }
  }
}
