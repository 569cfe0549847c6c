from collections.abc import Iterable as _Iterable
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar

from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from google.protobuf.internal import containers as _containers

DESCRIPTOR: _descriptor.FileDescriptor

class Product(_message.Message):
    __slots__ = ("category", "name", "pack_size", "price_cents", "sku")
    SKU_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PRICE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PACK_SIZE_FIELD_NUMBER: _ClassVar[int]
    sku: str
    name: str
    category: str
    price_cents: int
    pack_size: int
    def __init__(
        self,
        sku: str | None = ...,
        name: str | None = ...,
        category: str | None = ...,
        price_cents: int | None = ...,
        pack_size: int | None = ...,
    ) -> None: ...

class Products(_message.Message):
    __slots__ = ("products",)
    PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    products: _containers.RepeatedCompositeFieldContainer[Product]
    def __init__(self, products: _Iterable[Product | _Mapping] | None = ...) -> None: ...

class ListProductsRequest(_message.Message):
    __slots__ = ("limit",)
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    limit: int
    def __init__(self, limit: int | None = ...) -> None: ...

class SearchProductsRequest(_message.Message):
    __slots__ = ("limit", "query")
    QUERY_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    query: str
    limit: int
    def __init__(self, query: str | None = ..., limit: int | None = ...) -> None: ...

class GetProductsRequest(_message.Message):
    __slots__ = ("skus",)
    SKUS_FIELD_NUMBER: _ClassVar[int]
    skus: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, skus: _Iterable[str] | None = ...) -> None: ...

class Item(_message.Message):
    __slots__ = ("quantity", "sku")
    SKU_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    sku: str
    quantity: int
    def __init__(self, sku: str | None = ..., quantity: int | None = ...) -> None: ...

class ReserveStockRequest(_message.Message):
    __slots__ = ("items", "order_id")
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    order_id: str
    items: _containers.RepeatedCompositeFieldContainer[Item]
    def __init__(
        self, order_id: str | None = ..., items: _Iterable[Item | _Mapping] | None = ...
    ) -> None: ...

class ReserveStockResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
