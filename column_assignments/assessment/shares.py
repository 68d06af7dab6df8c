"""What a column brings to a department's score: its points by kind of item."""

import pandas as pd


def shares_by_kind(
    columns: pd.DataFrame, items: pd.DataFrame, claimed: pd.DataFrame, column_vetoes: pd.DataFrame
) -> pd.DataFrame:
    """Each scored column split by kind of item: column, kind, weight, full, got, findings, overdue, vetoed.

    The full points of a column are 100 in all; a bonus and overdue days belong to the content. The weight is that of
    the days on which it was owed.
    """
    sums = items[items["points"].notna()].groupby(["column", "kind"], as_index=False)[["full", "points"]].sum()
    columns = columns.assign(weight=columns["weight"] * columns["share"])
    shares = sums.join(columns[["weight", "rescale", "bonus", "overdue"]], on="column")
    content = shares["kind"] == "content"
    got = shares["points"] * shares["rescale"] + shares["bonus"].where(content, 0.0)
    vetoed = pd.MultiIndex.from_frame(column_vetoes[["subject", "kind"]])
    kinds = items.drop_duplicates("item").set_index("item")["kind"]
    found = claimed.assign(kind=claimed["item"].map(kinds)).groupby(["column", "kind"]).size().rename("findings")
    return (
        shares.assign(full=shares["full"] * shares["rescale"], got=got, overdue=shares["overdue"].where(content, 0))
        .assign(vetoed=pd.MultiIndex.from_frame(shares[["column", "kind"]]).isin(vetoed))
        .join(found, on=["column", "kind"])
        .fillna({"findings": 0})
    )
