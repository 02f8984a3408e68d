"""Both CSV shapes, and what is said of what is wrong in them."""

import csv
import io

import pytest

from panels.pool import PREFER_NOT_TO_SAY, Person, Quota, make_pool
from panels.pool_csv import CsvError, File, people_csv, quotas_csv, read_pool

QUOTAS = "feature,value,min,max\nage,old,0,2\nage,young,1,2\n"
PEOPLE = "id,age\nann,old\nbob,young\n"


def problems(people: str = PEOPLE, quotas: str = QUOTAS, size: int = 1) -> tuple[str, ...]:
    with pytest.raises(CsvError) as error:
        read_pool(File("people.csv", people), File("quotas.csv", quotas), size)
    return error.value.lines


def test_features_shape_with_ids_and_extra_columns() -> None:
    quotas = "Feature,Value,Min,Max,min_flex\nage,old,0,2,0\nage,young,1,2,0\n"
    pool = read_pool(File("p", "name,Age,nationbuilder_id\nx,young,7\ny,old,5\n"), File("q", quotas), 1)
    assert pool.features == ("age",)
    assert pool.people == (Person("5", ("old",)), Person("7", ("young",)))
    assert pool.quotas == (Quota("age", "old", 0, 2), Quota("age", "young", 1, 2))


@pytest.mark.parametrize("heads", ["category,name,min,max", "category,feature,min,max"])
def test_categories_shape_without_ids(heads: str) -> None:
    pool = read_pool(File("p", "age\nold\nyoung\n"), File("q", f"{heads}\nage,old,0,2\nage,young,1,2\n"), 1)
    assert [person.id for person in pool.people] == ["1", "2"]


def test_byte_order_mark_blank_lines_and_prefer_not_to_say() -> None:
    pool = read_pool(File("p", "\ufeffid,age\n1,Prefer not to say\n2, old \n\n"), File("q", QUOTAS), 1)
    assert [person.traits for person in pool.people] == [(PREFER_NOT_TO_SAY,), ("old",)]


@pytest.mark.parametrize(
    ("columns", "first", "second", "same"),
    [
        ("address1,postcode", '"12, High St",AB1 2CD', "12 high st,ab12cd", True),
        ("primary_address1,primary_zip", "12 High St,AB1 2CD", "13 High St,AB1 2CD", False),
        ("address1,postcode", ",AB1 2CD", ",AB1 2CD", False),
        ("household", "h1", "h1", True),
        ("address1", "12 High St", "12 High St", False),
    ],
)
def test_households(columns: str, first: str, second: str, same: bool) -> None:
    pool = read_pool(File("p", f"id,age,{columns}\n1,old,{first}\n2,old,{second}\n"), File("q", QUOTAS), 1)
    one, other = (person.household for person in pool.people)
    assert (one == other != "") is same


def test_files_written_read_back_the_same() -> None:
    text = "id,age,household\nann,old,h7\nbob,young,h7\ncy,old,h8\n"
    pool = read_pool(File("p", text), File("q", QUOTAS), 1)
    again = read_pool(File("p", people_csv(pool)), File("q", quotas_csv(pool)), 1)
    assert people_csv(again) == people_csv(pool) == text.replace("h7", "household-1").replace("h8", "")
    assert again.quotas == pool.quotas


@pytest.mark.parametrize(
    ("people", "quotas", "size", "said"),
    [
        (PEOPLE, "feature,value\nage,old\n", 1, "quotas.csv, row 1: the headings are feature, value."),
        (PEOPLE, "feature,value,min,max\nage,old,x,2\n", 1, "quotas.csv, row 2: 'x' is not a number of seats."),
        (PEOPLE, "feature,value,min,max\nage,,1,2\n", 1, "quotas.csv, row 2: the feature or its value is empty."),
        (PEOPLE, QUOTAS + "age,old,1,2\n", 1, "quotas.csv, row 4: This quota stands 2 times."),
        (PEOPLE, QUOTAS + "age,mid,2,1\n", 1, "quotas.csv, row 4: Minimum 2 and maximum 1 do not fit."),
        (PEOPLE, QUOTAS + "age,prefer_not_to_say,0,1\n", 1, "quotas.csv, row 4: Who prefers not to say"),
        ("id,sex\n1,f\n", QUOTAS, 1, "people.csv, row 1: there is no column 'age'"),
        ("id,age\n1,old\n2,\n", QUOTAS, 1, "people.csv, row 3: age is empty."),
        ("id,age\n1,old\n,old\n", QUOTAS, 1, "people.csv, row 3: id is empty."),
        ("id,age\n1,old\n1,old\n", QUOTAS, 1, "people.csv, row 3: The id '1' stands 2 times."),
        ("id,age\n1,old\n2,Old\n", QUOTAS, 1, "people.csv, row 3: age 'Old' has no quota row. Write 'old'."),
        ("id,age\n1,old\n2,50\n", QUOTAS, 1, "people.csv, row 3: age '50' has no quota row. Correct it"),
        ("id,age\n1,old\n2\n", QUOTAS, 1, "people.csv, row 3: 1 cells, and the heading has 2."),
        ("id,age\n", QUOTAS, 1, "people.csv: the file has no rows."),
        (PEOPLE, QUOTAS, 0, "A panel has 1 seat or more, not 0."),
    ],
)
def test_each_problem_names_file_and_row(people: str, quotas: str, size: int, said: str) -> None:
    (line,) = problems(people, quotas, size)
    assert line.startswith(said)
    assert line.endswith(".")


FORMULAS = ("=1+1", "+44", "-x", "@sum", "'=quoted", "plain", "it's")


def test_no_cell_is_a_formula_and_each_is_read_back_as_it_was() -> None:
    quotas = [Quota("age", value, 0, 2) for value in FORMULAS]
    people = [Person(f"={n}", (value,)) for n, value in enumerate(FORMULAS)]
    pool = make_pool(("age",), people, quotas, 1)
    written = people_csv(pool), quotas_csv(pool)
    cells = [cell for text in written for line in csv.reader(io.StringIO(text)) for cell in line]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    again = read_pool(File("p", written[0]), File("q", written[1]), 1)
    assert (again.people, again.quotas) == (pool.people, pool.quotas)
